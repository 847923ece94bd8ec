using Amazon.Runtime;

namespace LocalCloud.Deploy;

/// <summary>Turns what was expected to go wrong into a message and an exit code.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(IDeployDisplay display, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (DeployException error)
        {
            display.Error(error.Message);
            return error.ExitCode;
        }
        catch (OperationCanceledException)
        {
            display.Error("Interrupted; the stack was not touched.");
            return ExitCodes.Interrupted;
        }
        catch (AmazonServiceException error)
        {
            display.Error($"{error.ErrorCode}: {error.Message}");
            return ExitCodes.Failed;
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or IOException)
        {
            var network = error as HttpRequestException ?? error.InnerException as HttpRequestException;
            display.Error(
                $"{(network is null || network == error ? "" : $"{network.Message}: ")}{error.Message}"
                    + (
                        network?.HttpRequestError == HttpRequestError.ConnectionError
                            ? ". Nothing answers there: is it running, and is the address right?"
                            : ""
                    )
            );
            return ExitCodes.Failed;
        }
    }
}
