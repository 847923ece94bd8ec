using System.Diagnostics;
using LocalCloud.Aspire.Engines;
using LocalCloud.Aspire.Tests.Infrastructure;
using StackExchange.Redis;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>LocalCloud.Redis on a directory, without an AppHost around it.</summary>
internal sealed class RedisProcess(string directory) : IAsyncDisposable
{
    private readonly int _port = FreePorts.Take(1)[0];
    private readonly Lock _gate = new();
    private readonly System.Text.StringBuilder _output = new();
    private Process? _process;

    /// <summary>Returns when it answers.</summary>
    public async Task StartAsync()
    {
        // Ignored in the child, too: a file beyond its limit is an error to be told of, not the end
        string[] shell = ["-c", "trap '' XFSZ; exec \"$@\"", "sh"];
        string[] server = [EngineFiles.DotNet, EngineFiles.Server("LocalCloud.Redis"), "--port", $"{_port}", "--data", directory];
        var start = new ProcessStartInfo("/bin/sh", [.. shell, .. server]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await UntilAsync(AnswersAsync);
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>How large its files may become from now on; null: as large as they like.</summary>
    public async Task LimitFilesAsync(int? bytes)
    {
        var limit = $"--fsize={bytes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited"}:unlimited";
        using var prlimit = Process.Start("prlimit", ["--pid", $"{_process!.Id}", limit]);
        await prlimit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, prlimit.ExitCode);
    }

    public Task<ConnectionMultiplexer> ConnectAsync() => ConnectAsync(allowAdmin: false);

    public Task<ConnectionMultiplexer> ConnectAsync(bool allowAdmin) =>
        ConnectionMultiplexer.ConnectAsync(
            $"127.0.0.1:{_port},connectTimeout=5000,connectRetry=0,syncTimeout=20000,allowAdmin={allowAdmin}"
        );

    /// <summary>Returns when it has printed this.</summary>
    public Task SaysAsync(string text) =>
        UntilAsync(() =>
        {
            lock (_gate)
                return Task.FromResult(_output.ToString().Contains(text, StringComparison.Ordinal));
        });

    public Task WritableAsync() =>
        UntilAsync(async () =>
        {
            await using var redis = await ConnectAsync();
            return await redis.GetDatabase().StringSetAsync("writable", "yes");
        });

    private async Task<bool> AnswersAsync()
    {
        await using var redis = await ConnectAsync();
        await redis.GetDatabase().PingAsync();
        return true;
    }

    private static Task UntilAsync(Func<Task<bool>> holds) => Eventually.TrueAsync("Redis is as it is waited for", async () =>
        {
            try
            {
                return await holds();
            }
            catch (RedisException)
            {
                return false;
            }
        });

    private void Add(string? line)
    {
        lock (_gate)
            _output.AppendLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }
}
