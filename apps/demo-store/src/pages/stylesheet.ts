/** The look of every page; `--hue` is the merchant’s own. */
export const stylesheet = `
:root { --ink: hsl(var(--hue) 25% 16%); --tint: hsl(var(--hue) 42% 34%); --pale: hsl(var(--hue) 32% 96%);
  --line: hsl(var(--hue) 18% 86%); font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--pale); }
* { box-sizing: border-box; } body { margin: 0; } a { color: var(--tint); }
header { display: flex; gap: 1rem; align-items: baseline; padding: 1rem 2rem; background: #fff;
  border-bottom: 1px solid var(--line); }
header span { color: hsl(var(--hue) 8% 45%); } header nav { margin-left: auto; display: flex; gap: 1rem; }
.brand { font-weight: 700; font-size: 1.2rem; text-decoration: none; }
main { max-width: 1080px; margin: 0 auto; padding: 1.5rem 2rem 3rem; } h1 { font-size: 1.5rem; margin: .4rem 0 1rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(210px, 1fr)); gap: 1.2rem; }
.card { background: #fff; border: 1px solid var(--line); border-radius: 12px; overflow: hidden; color: inherit;
  text-decoration: none; } .card:hover { border-color: var(--tint); }
.card img { display: block; width: 100%; } .card div { padding: .7rem .9rem 1rem; }
.price s { color: #999; margin-right: .3rem; } .muted { color: hsl(var(--hue) 8% 45%); font-size: .88rem; }
.order { background: #fff; border: 1px solid var(--line); border-radius: 12px; padding: 1rem 1.2rem; margin: 0 0 .9rem; }
.order .head { display: flex; gap: .8rem; align-items: center; } .order .total { margin-left: auto; font-weight: 700; }
.order ul { margin: .5rem 0; padding-left: 1.1rem; } .actions { display: flex; gap: .5rem; margin-top: .6rem; }
.state { padding: .1rem .6rem; border-radius: 99px; font-size: .82rem; background: #eee; }
.state.awaiting_payment { background: #fdf0cf; } .state.confirmed { background: #d9efdc; }
.state.shipped { background: #d8e8fb; } .state.completed { background: #e3dcf7; }
.state.canceled { background: #f5d9d6; }
button { font: inherit; padding: .35rem .9rem; border-radius: 8px; border: 1px solid var(--tint); background: #fff;
  color: var(--tint); cursor: pointer; } button:hover { background: var(--tint); color: #fff; }
table { width: 100%; border-collapse: collapse; background: #fff; } td, th { padding: .5rem .8rem; text-align: left;
  border-bottom: 1px solid var(--line); } td:last-child { text-align: right; }
label { display: block; margin: .5rem 0; } input { font: inherit; padding: .4rem .6rem; width: 100%; max-width: 24rem;
  display: block; border: 1px solid var(--line); border-radius: 8px; }
.product { display: grid; grid-template-columns: minmax(220px, 400px) 1fr; gap: 2rem; } .product img { width: 100%; }
@media (max-width: 700px) { .product { grid-template-columns: 1fr; } header span { display: none; } }
`;
