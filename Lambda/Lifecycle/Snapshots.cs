using Lambda.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Lambda.Lifecycle;

/// <summary>SnapStart: prepare, be frozen into a snapshot, wake up in a new environment.</summary>
internal sealed class Snapshots(RuntimeApi api, LambdaEnvironment environment, InitErrors initErrors, IServiceProvider services)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (environment.InitializationType != LambdaEnvironment.SnapStart)
        {
            return;
        }

        ISnapshotHook[] hooks = [.. services.GetServices<ISnapshotHook>()];
        try
        {
            foreach (var hook in hooks.Reverse())
            {
                await hook.BeforeSnapshotAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            initErrors.Report(exception);
            throw new RuntimeApiException($"A hook before the snapshot failed: {exception.Message}", exception);
        }

        await api.RestoreNextAsync(cancellationToken);
        try
        {
            foreach (var hook in hooks)
            {
                await hook.AfterRestoreAsync(cancellationToken);
            }
        }
        catch (Exception exception)
        {
            initErrors.Over();
            await api.RestoreErrorAsync(InvocationError.Of(exception));
            throw new RuntimeApiException($"A hook after the restore failed: {exception.Message}", exception);
        }
    }
}
