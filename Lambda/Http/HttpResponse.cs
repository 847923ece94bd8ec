using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>What the pipeline answers: status and headers, which can be changed until it has started, and the body.</summary>
internal abstract class HttpResponse : IHttpResponseFeature, IAsyncDisposable
{
    private readonly HeaderDictionary _headers = [];
    private readonly Stack<(Func<object, Task> Callback, object State)> _starting = new();
    private readonly Stack<(Func<object, Task> Callback, object State)> _completed = new();

    protected HttpResponse(string method)
    {
        HasNoBody = HttpMethods.IsHead(method);
        Body = new StreamResponseBodyFeature(new ResponseBody(this));
    }

    public int StatusCode { get; set; } = StatusCodes.Status200OK;

    public string? ReasonPhrase { get; set; }

    public IHeaderDictionary Headers
    {
        get => _headers;
        set => throw new NotSupportedException("The headers can be changed, not replaced.");
    }

    public StreamResponseBodyFeature Body { get; }

    public bool HasStarted { get; private set; }

    /// <summary>True as long as nothing has gone out.</summary>
    public abstract bool CanReplace { get; }

    Stream IHttpResponseFeature.Body
    {
        get => Body.Stream;
        set => throw new NotSupportedException("Set IHttpResponseBodyFeature instead.");
    }

    protected bool HasNoBody { get; }

    public void OnStarting(Func<object, Task> callback, object state) => _starting.Push((callback, state));

    public void OnCompleted(Func<object, Task> callback, object state) => _completed.Push((callback, state));

    /// <summary>The last one registered first; from here on status and headers are fixed.</summary>
    public async Task StartAsync()
    {
        if (HasStarted)
        {
            return;
        }

        while (_starting.TryPop(out var registered))
        {
            await registered.Callback(registered.State);
        }

        HasStarted = true;
        _headers.IsReadOnly = true;
        await OpenAsync();
    }

    /// <summary>Ends the body and sends what has not been sent.</summary>
    public async Task SendAsync()
    {
        await Body.CompleteAsync();
        await StartAsync();
        await CloseAsync();
    }

    public async Task OnCompletedAsync()
    {
        while (_completed.TryPop(out var registered))
        {
            await registered.Callback(registered.State);
        }
    }

    /// <summary>Another answer instead of the one that was begun: a problem by RFC 9457.</summary>
    public void Replace(int status, string title, string? detail)
    {
        _headers.IsReadOnly = false;
        _headers.Clear();
        Headers.ContentType = "application/problem+json";
        StatusCode = status;
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("title", title);
            json.WriteNumber("status", status);
            if (detail is not null)
            {
                json.WriteString("detail", detail);
            }

            json.WriteEndObject();
        }

        ReplaceBody(body.ToArray());
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public abstract ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    public abstract Task FlushAsync(CancellationToken cancellationToken);

    protected abstract Task OpenAsync();

    protected abstract Task CloseAsync();

    protected abstract void ReplaceBody(byte[] body);
}
