new Promise((resolve, reject) => setTimeout(reject, 1, {why: 'because'})).then(() => {});
