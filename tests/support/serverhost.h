// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelprogram.h"

#include <Racer/backend.h>
#include <Racer/middleware.h>
#include <Racer/transport.h>

namespace ModelProgram {

// A backend in memory of the program's own.
class ServerHost : public Host
{
public:
    std::unique_ptr<Racer::RootModel> createModel() override
    {
        auto model = std::make_unique<Racer::RootModel>(
            std::make_unique<Racer::Connection>(m_backend.createTransport()));
        model->setUnloadDelay(0);
        model->connection()->open();
        return model;
    }
    void reject(const QString &member) override
    {
        m_backend.use(Racer::Actions::apply, [member](Racer::SubmitRequest &request, const Racer::Next &next) {
            for (const Racer::Value &component : request.op.edit.elements()) {
                if (component.value(u"p").at(0).stringView() == member)
                    return next(Racer::Error(QStringLiteral("rejected")));
            }
            next({});
        });
    }

private:
    Racer::Backend m_backend;
};

} // namespace ModelProgram
