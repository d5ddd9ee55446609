// Import this first: n8n then keeps files in memory and reads a whole stream at once, as its modes "database" and "s3" do.
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'default';
