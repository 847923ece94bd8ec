namespace LocalCloud.Hosting;

public sealed class DistributedApplicationOptions
{
    public string[]? Args { get; set; }

    /// <summary>The AppHost's assembly; null: the one that was started.</summary>
    public string? AssemblyName { get; set; }

    /// <summary>Absolute; null: the directory of the AppHost's project file.</summary>
    public string? ProjectDirectory { get; set; }

    /// <summary>Null: the assembly's name.</summary>
    public string? ProjectName { get; set; }
    public bool DisableDashboard { get; set; }

    /// <summary>Null: the AppHost's name.</summary>
    public string? DashboardApplicationName { get; set; }
}
