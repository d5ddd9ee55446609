function missing() {
	throw new Error('This engine has no commands');
}

export {
	missing as bundleSdk,
	missing as formatVerifyBundleResult,
	missing as hasErrors,
	missing as hasWarnings,
	missing as verifyBundle,
};
