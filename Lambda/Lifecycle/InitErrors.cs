using Lambda.Runtime;

namespace Lambda.Lifecycle;

/// <summary>
/// Reports what goes wrong between the start of the process and the first Next, wherever in the program that is: from the moment
/// this is made, an exception that nobody catches goes to Lambda before it ends the process.
/// </summary>
internal sealed class InitErrors : IDisposable
{
    private readonly RuntimeApi _api;

    // 0 while init goes on, 1 when it is over or its error has been reported
    private int _over;

    public InitErrors(RuntimeApi api)
    {
        _api = api;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    /// <summary>From here on errors belong to an invocation.</summary>
    public void Over() => Interlocked.Exchange(ref _over, 1);

    public void Report(Exception exception)
    {
        if (Interlocked.Exchange(ref _over, 1) == 1)
        {
            return;
        }

        try
        {
            _api.InitError(InvocationError.Of(exception));
        }
        catch (HttpRequestException)
        {
            // The error itself ends the process, and stands on its standard error.
        }
    }

    public void Dispose() => AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (arguments.ExceptionObject is Exception exception)
        {
            Report(exception);
        }
    }
}
