process.stdin.text().then((text) => console.log(JSON.parse(text)));
