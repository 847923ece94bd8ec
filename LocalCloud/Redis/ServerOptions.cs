using System.Net;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Microsoft.Extensions.Logging;
using Tsavorite.core;

namespace LocalCloud.Redis;

/// <summary>Garnet laid out for one machine: loopback, small memory, Lua, and with a directory everything kept.</summary>
internal static class ServerOptions
{
    public static GarnetServerOptions For(ServerArguments arguments, ILogger logger)
    {
        var options = new GarnetServerOptions(logger)
        {
            EndPoints = [.. arguments.Ports.Select(port => new IPEndPoint(arguments.Host, port))],
            LogMemorySize = "128m",
            PageSize = "4m",
            IndexMemorySize = "4m",
            IndexMaxMemorySize = "64m",
            EnableLua = true,
            LuaOptions = new(logger),
            QuietMode = true,
            ExpiredKeyDeletionScanFrequencySecs = 60,
            // The native device needs libaio, which many machines do not have
            DeviceType = DeviceType.RandomAccess,
        };
        if (arguments.Certificate is { } certificate)
            options.TlsOptions = new ServerTls(certificate);
        if (arguments.Password is { } password)
            options.AuthSettings = new PasswordAuthenticationSettings(password);
        if (arguments.DataDirectory is { } directory)
            Keep(options, directory);
        return options;
    }

    // A write is in the append-only file before it is answered, in the operating system's cache: what was acknowledged survives the process
    private static void Keep(GarnetServerOptions options, string directory)
    {
        options.CheckpointDir = directory;
        options.Recover = true;
        options.FailOnRecoveryError = true;
        options.EnableAOF = true;
        options.AofMemorySize = "32m";
        options.AofPageSize = "8m";
        options.CommitFrequencyMs = 0;
        options.WaitForCommit = true;
        // A checkpoint cuts the append-only file, so that a restart reads little
        options.AofSizeLimit = "64m";
        options.AofSizeLimitEnforceFrequencySecs = 30;
    }
}
