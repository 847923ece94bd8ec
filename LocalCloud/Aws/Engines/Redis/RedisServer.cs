using System.Security.Cryptography.X509Certificates;
using LocalCloud.Aws.ElastiCache.Caches;
using LocalCloud.Aws.Processes;

namespace LocalCloud.Aws.Engines.Redis;

/// <summary>The Garnet of one cache.</summary>
internal sealed class RedisServer(LocalEngines engines, CacheServer cache)
{
    private static readonly string DotNet =
        Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Revival _revival = new(engines, $"The Garnet of {cache.ResourceId}");
    private EngineProcess? _process;

    public string Folder { get; } = Path.Combine(engines.Root, "elasticache", cache.ResourceId);

    /// <returns>Null, or why it does not run.</returns>
    public async Task<string?> StartAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_process is { Exited.IsCompleted: false })
                return null;
            Directory.CreateDirectory(Folder);
            List<string> command =
            [
                .. Path.GetExtension(engines.Places.RedisServer) == ".dll"
                    ? [DotNet, engines.Places.RedisServer!]
                    : (string[])[engines.Places.RedisServer!],
            ];
            command.AddRange(["--host", cache.Address, "--port", $"{cache.Port}"]);
            if (cache.ReaderPort is { } reader && reader != cache.Port)
                command.AddRange(["--port", $"{reader}"]);
            if (engines.KeepsData)
                command.AddRange(["--data", Path.Combine(Folder, "data")]);
            if (cache.Tls)
                command.AddRange(["--tls", Certificate()]);
            var environment = new Dictionary<string, string>
            {
                ["DOTNET_TieredPGO"] = "0",
                ["LOCALCLOUD_REDIS_PASSWORD"] = cache.Password ?? "",
            };
            (_process, var error) = await EngineProcess
                .StartAsync(engines, [.. command], Folder, environment, "Ready on ", Native.Terminate, cancellation)
                .ConfigureAwait(false);
            if (_process is not null)
                _revival.Watch(_process, () => StartAsync(CancellationToken.None));
            return error is null ? null : $"Garnet did not start: {error}";
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync()
    {
        _revival.Stop();
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_process is { Exited.IsCompleted: false } process)
                await process.StopAsync().ConfigureAwait(false);
            _process = null;
        }
        finally
        {
            _turn.Release();
        }
    }

    private string Certificate()
    {
        var file = Path.Combine(Folder, "server.pfx");
        using var certificate = engines.Authority.Issue(cache.Address);
        using (var stream = new FileStream(file, Private()))
            stream.Write(certificate.Export(X509ContentType.Pkcs12));
        return file;
    }

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
