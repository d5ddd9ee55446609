// Import this first: n8n reads its protection against SSRF when its modules load. The server is allowed by its name, its storage is not.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_HOSTNAMES = 'localhost';
process.env.N8N_SSRF_BLOCKED_HOSTNAMES = 'blocked.example';
