using Lambda.Runtime;

namespace Lambda.Lifecycle;

/// <summary>
/// An extension within the process that hears nothing: with it, Lambda sends SIGTERM and gives 500 ms before it ends the environment.
/// </summary>
internal sealed class Extension(RuntimeApi api, LambdaOptions options)
{
    private const string Name = "serverless-shutdown";

    public async Task StartAsync(CancellationToken stopping)
    {
        if (!options.GracefulShutdown)
        {
            return;
        }

        var identifier = await api.RegisterExtensionAsync(Name, stopping);

        // Its first Next says that it is ready; as it has no events, none ever comes back.
        _ = WaitAsync(identifier, stopping);
    }

    private async Task WaitAsync(string identifier, CancellationToken stopping)
    {
        try
        {
            await api.ExtensionNextAsync(identifier, stopping);
        }
        catch (Exception exception) when (exception is OperationCanceledException or RuntimeApiException)
        {
            // The end, one way or the other; the runtime's own Next tells which.
        }
    }
}
