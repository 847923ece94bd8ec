using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>The caller is Lambda, which does not go away; the function's time does.</summary>
internal sealed class RequestLifetime(CancellationToken deadline) : IHttpRequestLifetimeFeature, IDisposable
{
    private readonly CancellationTokenSource aborted = CancellationTokenSource.CreateLinkedTokenSource(deadline);
    private CancellationToken? replaced;

    public CancellationToken RequestAborted
    {
        get => replaced ?? aborted.Token;
        set => replaced = value;
    }

    public void Abort() => aborted.Cancel();

    public void Dispose() => aborted.Dispose();
}
