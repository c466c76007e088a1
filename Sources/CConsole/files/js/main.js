const answer = await fetch("/.well-known/hotline-node");
const node = await answer.json();
document.getElementById("node").textContent = `${node.name}（${node.code}）`;
