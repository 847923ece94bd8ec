using Amazon.Runtime;
using LocalCloud.Deploy;
using LocalCloud.Prices;

namespace LocalCloud.Tune;

/// <summary>Turns what was expected to go wrong into a message and an exit code.</summary>
internal static class TuneGuard
{
    public static async Task<int> RunAsync(IMessages display, Func<Task<int>> run)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (TuneException error)
        {
            display.Error(error.Message);
            return error.ExitCode;
        }
        catch (PriceFileException error)
        {
            display.Error(error.Message);
            return ExitCodes.BadInput;
        }
        catch (OperationCanceledException)
        {
            display.Error("Interrupted.");
            return ExitCodes.Interrupted;
        }
        catch (AmazonServiceException error)
        {
            display.Error($"{error.ErrorCode}: {error.Message}");
            return ExitCodes.Failed;
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            var network = error as HttpRequestException ?? error.InnerException as HttpRequestException;
            display.Error(
                error.Message
                    + (
                        network?.HttpRequestError == HttpRequestError.ConnectionError
                            ? " Nothing answers there: is it running, and is the address right?"
                            : ""
                    )
            );
            return ExitCodes.Failed;
        }
    }
}
