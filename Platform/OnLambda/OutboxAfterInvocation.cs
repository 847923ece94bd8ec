using Lambda.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Platform.Outbox;

namespace Platform.OnLambda;

/// <summary>
/// Sends what the invocation committed to the outbox, after its answer and before the environment is frozen. The rows are committed, so a
/// failure or a kill here loses nothing: the next invocation that commits something sends them too, and so does the sweep of
/// <see cref="MaintenanceInvocations"/>. An invocation that committed nothing does not go near the database.
/// </summary>
internal sealed class OutboxAfterInvocation(OutboxSignal signal, IServiceProvider services) : IAfterInvocation
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!signal.TryTake())
        {
            return;
        }

        try
        {
            await services.GetRequiredService<OutboxDispatcher>().DispatchAllAsync(cancellationToken);
        }
        catch (Exception)
        {
            // The next invocation tries again.
            signal.Set();
            throw;
        }
    }
}
