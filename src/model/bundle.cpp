// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "rootmodel_p.h"

namespace Racer {

/*!
    \property RootModel::bundleTimeout
    \brief How long bundle() waits for what is pending, in milliseconds. The default is 10000.
*/
int RootModel::bundleTimeout() const
{
    return d->bundleTimeout;
}

void RootModel::setBundleTimeout(int milliseconds)
{
    if (std::exchange(d->bundleTimeout, milliseconds) != milliseconds)
        Q_EMIT bundleTimeoutChanged();
}

} // namespace Racer
