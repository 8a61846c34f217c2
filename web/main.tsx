import './app/no-eval.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import './app/base.css';
import './app/touch.css';
import { askForStylesAgain, noteUnloaded } from './app/unloaded.ts';
import { whenBack } from './remote/service-state.ts';

noteUnloaded(window);
whenBack(() => askForStylesAgain(document));
createRoot(document.getElementById('root') as HTMLElement).render(<App />);
