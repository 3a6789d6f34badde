// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
import native from "racer-native";

// What a function may change of its request; the rest is for reading.
const submitted = ['op', 'extra', 'custom', 'channels', 'suppressPublish', 'maxRetries'];
const editable = {
    connect: [],
    receive: ['data'],
    reply: ['reply'],
    query: ['query', 'options', 'channels'],
    readSnapshots: ['snapshots', 'rejected'],
    op: ['op'],
    submit: submitted,
    apply: submitted,
    commit: submitted,
    afterWrite: submitted,
    receivePresence: ['presence'],
    sendPresence: ['presence'],
};

function codedError(code, message) {
    const error = new Error(message);
    error.code = code;
    return error;
}

function errorParts(error) {
    const message = error.message;
    return {code: error.code, message: String(message === undefined || message === null ? error : message)};
}

// What ShareDB's requests have besides.
function complete(request, action, backend, agent, step, edited) {
    request.action = action;
    request.agent = agent;
    request.backend = backend;
    if (action === 'connect') {
        request.req = agent.req;
    } else if (action === 'readSnapshots') {
        request.rejected = [];
        request.rejectSnapshotRead = (snapshot, error) => {
            request.rejected.push({id: snapshot.id, error: errorParts(error)});
        };
        request.rejectSnapshotReadSilent = (snapshot, message) => {
            request.rejectSnapshotRead(snapshot, codedError('ERR_SNAPSHOT_READ_SILENT_REJECTION', message));
        };
    } else if (editable[action] === submitted) {
        request.rejectedError = () => codedError('ERR_OP_SUBMIT_REJECTED', 'Op submit rejected');
        request.$fixup = (op) => {
            request.op = native.middlewareFixup(backend._b, step, edited(), op);
        };
    }
}

// "run" is called with (request, next) for each action; next(error) ends the request.
export function useMiddleware(backend, action, run) {
    native.backendUse(backend._b, String(action), (step, request, agent) => {
        const edited = () => {
            const parts = {};
            for (const name of editable[action])
                parts[name] = request[name];
            return parts;
        };
        complete(request, action, backend, agent, step, edited);
        const next = (error) => {
            if (error)
                native.middlewareNext(backend._b, step, errorParts(error), undefined);
            else
                native.middlewareNext(backend._b, step, undefined, edited());
        };
        try {
            run(request, next);
        } catch (error) {
            next(error || new Error('Middleware has failed'));
        }
    });
}
