using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Lambda.Tests.Infrastructure;

/// <summary>The runtime API as a function sees it, over real HTTP: invocations go out one by one, answers come back.</summary>
internal sealed class RuntimeApiServer : IAsyncDisposable
{
    private const string Prefix = "/2018-06-01/runtime";

    private readonly Channel<PendingInvocation> _queue = Channel.CreateUnbounded<PendingInvocation>();
    private readonly Dictionary<string, PendingInvocation> _running = [];
    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _polls;
    private int _invocations;

    private RuntimeApiServer(WebApplication app) => _app = app;

    /// <summary>Host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Functions that wait for work: what Lambda may freeze.</summary>
    public int Waiting { get; private set; }

    public TaskCompletionSource<ErrorReport> InitError { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource<ErrorReport> RestoreError { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when the function is ready for its snapshot.</summary>
    public TaskCompletionSource SnapshotReady { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets the function go on after its snapshot.</summary>
    public TaskCompletionSource Restore { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the function registered as an extension.</summary>
    public TaskCompletionSource<(string Name, string Body)> Extension { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The status of every answer to a response, if not 202.</summary>
    public int? RefuseResponsesWith { get; set; }

    public static async Task<RuntimeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = null);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new RuntimeApiServer(app);
        app.MapGet($"{Prefix}/invocation/next", server.NextAsync);
        app.MapPost($"{Prefix}/invocation/{{id}}/response", server.RespondAsync);
        app.MapPost($"{Prefix}/invocation/{{id}}/error", server.FailAsync);
        app.MapPost($"{Prefix}/init/error", context => Report(context, server.InitError));
        app.MapPost($"{Prefix}/restore/error", context => Report(context, server.RestoreError));
        app.MapGet($"{Prefix}/restore/next", async context =>
        {
            server.SnapshotReady.TrySetResult();
            await server.Restore.Task.WaitAsync(context.RequestAborted);
        });
        app.MapPost("/2020-01-01/extension/register", server.RegisterAsync);
        // No event comes: it ends with the request
        app.MapGet("/2020-01-01/extension/event/next", context =>
            Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted)
        );
        await app.StartAsync();
        server.Address = new Uri(app.Urls.First()).Authority;
        return server;
    }

    /// <summary>Sends an event and returns what the function makes of it.</summary>
    public Task<Outcome> InvokeAsync(
        string payload,
        DateTimeOffset? deadline = null,
        string? trace = null,
        Dictionary<string, string>? headers = null
    ) => Start(payload, deadline, trace, headers).Outcome;

    /// <summary>Sends an event; what the function answers can be watched as it comes.</summary>
    public PendingInvocation Start(
        string payload,
        DateTimeOffset? deadline = null,
        string? trace = null,
        Dictionary<string, string>? headers = null
    )
    {
        var invocation = new PendingInvocation(
            $"00000000-0000-4000-8000-{Interlocked.Increment(ref _invocations):000000000000}",
            payload,
            deadline ?? TimeProvider.System.GetUtcNow().AddMinutes(1),
            trace,
            headers ?? []
        );
        lock (_gate)
        {
            _running[invocation.Id] = invocation;
        }

        _queue.Writer.TryWrite(invocation);
        return invocation;
    }

    /// <summary>Waits until the function asks for work and there is none: Lambda would freeze it now.</summary>
    public async Task FrozenAsync(int environments = 1)
    {
        while (true)
        {
            Task next;
            lock (_gate)
            {
                if (Waiting >= environments && _running.Count == 0)
                {
                    return;
                }

                next = _changed.Task;
            }

            await next.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext context)
    {
        Interlocked.Increment(ref _polls);
        Change(() => Waiting++);
        PendingInvocation invocation;
        try
        {
            invocation = await _queue.Reader.ReadAsync(context.RequestAborted);
        }
        finally
        {
            Change(() => Waiting--);
        }

        var headers = context.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString();
        headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:shop:live";
        if (invocation.Trace is not null)
        {
            headers["Lambda-Runtime-Trace-Id"] = invocation.Trace;
        }

        foreach (var (name, value) in invocation.Headers)
        {
            headers[name] = value;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private async Task RespondAsync(HttpContext context, string id)
    {
        if (RefuseResponsesWith is { } status)
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("""{"errorType":"Refused","errorMessage":"as the test wants it"}""");
            Find(id).Complete(new Outcome { Refused = true });
            Done(id);
            return;
        }

        var invocation = Find(id);
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            body.Write(buffer, 0, read);
            invocation.Received.Writer.TryWrite(buffer[..read]);
        }

        invocation.Received.Writer.TryComplete();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        Done(id);
        invocation.Complete(
            new Outcome
            {
                Body = body.ToArray(),
                ContentType = context.Request.ContentType,
                ResponseMode = context.Request.Headers["Lambda-Runtime-Function-Response-Mode"],
                Trailers = context.Features.Get<IHttpRequestTrailersFeature>() is { Available: true } trailers
                    ? trailers.Trailers.ToDictionary(t => t.Key, t => t.Value.ToString())
                    : [],
            }
        );
    }

    private async Task FailAsync(HttpContext context, string id)
    {
        var report = await ReadErrorAsync(context);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        var invocation = Find(id);
        Done(id);
        invocation.Complete(new Outcome { Error = report });
    }

    private async Task RegisterAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Extension.TrySetResult((context.Request.Headers["Lambda-Extension-Name"].ToString(), await reader.ReadToEndAsync()));
        context.Response.Headers["Lambda-Extension-Identifier"] = "11111111-1111-4111-8111-111111111111";
        await context.Response.WriteAsync("{}");
    }

    private static async Task Report(HttpContext context, TaskCompletionSource<ErrorReport> reported)
    {
        var report = await ReadErrorAsync(context);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        reported.TrySetResult(report);
    }

    private static async Task<ErrorReport> ReadErrorAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return new ErrorReport(
            await reader.ReadToEndAsync(),
            context.Request.Headers["Lambda-Runtime-Function-Error-Type"].ToString(),
            context.Request.Headers["Lambda-Runtime-Function-XRay-Error-Cause"].ToString()
        );
    }

    private PendingInvocation Find(string id)
    {
        lock (_gate)
        {
            return _running[id];
        }
    }

    private void Done(string id) => Change(() => _running.Remove(id));

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.SetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
