using Npgsql;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>The running application, whatever it runs on, and the ways into it.</summary>
internal abstract class SystemUnderTest : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_end_to_end";

    private HttpClient? _api,
        _aws;
    private Inbox? _mail;

    /// <summary>Where clients of the application send their requests. A path in it stands before that of each request.</summary>
    protected abstract Uri ApiAddress { get; }

    /// <summary>The local cloud.</summary>
    protected abstract Uri AwsAddress { get; }

    protected abstract Task<string> DatabaseAsync();

    /// <summary>Which service says in its spans that it takes webhooks.</summary>
    public virtual string WebhookService => "api";

    /// <summary>
    /// Requests may be cut off: a burst starts a process for each of them, which a busy machine does not manage within a function's
    /// seconds.
    /// </summary>
    public virtual bool HasTimeouts => false;

    public HttpClient Api =>
        _api ??= new(new PathPrefix(ApiAddress.AbsolutePath)) { BaseAddress = ApiAddress, Timeout = TimeSpan.FromMinutes(2) };

    public HttpClient Aws => _aws ??= new() { BaseAddress = AwsAddress };

    public Inbox Mail => _mail ??= new(Aws);

    /// <summary>What was exported of a trace so far.</summary>
    public abstract Task<IReadOnlyList<Span>> SpansOfAsync(string traceId);

    /// <summary>The lines that all instances of a service have written so far.</summary>
    /// <param name="service">api, report-worker or event-router.</param>
    public abstract Task<IReadOnlyList<string>> LogAsync(string service);

    /// <summary>Ends an instance of the service that is at work, as kill -9 does, and returns when that has been seen.</summary>
    public abstract Task KillOneAsync(string service);

    public async Task<NpgsqlConnection> OpenDatabaseAsync()
    {
        var connection = new NpgsqlConnection(await DatabaseAsync());
        await connection.OpenAsync();
        return connection;
    }

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await OpenDatabaseAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public virtual ValueTask DisposeAsync()
    {
        _api?.Dispose();
        _aws?.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
