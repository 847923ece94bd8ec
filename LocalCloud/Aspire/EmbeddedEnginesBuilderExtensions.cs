using LocalCloud.Aspire.Run;
using LocalCloud.Aspire.Settings;

namespace Aspire.Hosting;

/// <summary>Runs an application without a container engine.</summary>
public static class EmbeddedEnginesBuilderExtensions
{
    /// <summary>
    /// Runs PostgreSQL and Redis resources of the application as processes of this machine, wherever in Program.cs it stands.
    /// Resources, references, health checks, events and commands stay Aspire's own. What an engine cannot do stops the start with a
    /// message that names it.
    /// </summary>
    /// <remarks>
    /// It has no effect on what is published, and none with <c>--containers</c> (or the setting <c>LocalCloud:Containers</c>), which
    /// leaves the resources to Docker or Podman. Data is kept in <c>.localcloud</c> beside the AppHost's project, unless
    /// <c>--ephemeral</c> (<c>LocalCloud:Ephemeral</c>) is given or a test starts the application.
    /// </remarks>
    public static IDistributedApplicationBuilder UseEmbeddedEngines(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.ExecutionContext.IsRunMode || builder.Services.Any(s => s.ServiceType == typeof(RunSettings)))
            return builder;
        Startup.Use(builder, Refused.Unless(builder, () => RunSettings.Read(builder)));
        return builder;
    }
}
