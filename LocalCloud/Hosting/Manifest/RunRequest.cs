using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting.Manifest;

/// <summary>Everything that a run starts from.</summary>
public sealed record RunRequest
{
    public required AppManifest Manifest { get; init; }
    public LocalRun LocalRun { get; init; } = LocalRun.Empty;

    /// <summary>Shown in the dashboard.</summary>
    public required string ApplicationName { get; init; }

    /// <summary>Absolute; where <c>.localcloud/</c> belongs.</summary>
    public required string AppHostDirectory { get; init; }

    /// <summary>Absolute; data that outlives the run (<c>.localcloud/</c>), or with <see cref="Ephemeral"/> a directory that the run deletes at its end.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Data is thrown away at the end.</summary>
    public bool Ephemeral { get; init; }

    /// <summary>Fixed ports of bindings are not used: every port is a free one (tests side by side).</summary>
    public bool RandomPorts { get; init; }

    /// <summary>Where the dashboard listens, as in <c>http://127.0.0.1:15888</c>; port 0: a free one; null: no dashboard.</summary>
    public Uri? DashboardUrl { get; init; }

    /// <summary>Prints the table of resources, addresses and failures to the console.</summary>
    public bool ShowProgress { get; init; } = true;

    /// <summary>Parameters (section Parameters), connection strings (section ConnectionStrings) and settings of the run.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>The values of parameters; null: those of <see cref="Configuration"/> and <see cref="DataDirectory"/>.</summary>
    public ParameterValues? Parameters { get; init; }

    public required ILoggerFactory LoggerFactory { get; init; }
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
