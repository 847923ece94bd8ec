using Aspire.Hosting;
using LocalCloud.Publish;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Publishing;

/// <summary>The settings of an AppHost's publish, below <c>Publish:</c>.</summary>
internal static class PublishSettings
{
    public static PublishOptions Read(IConfiguration configuration, string folder, string name)
    {
        var settings = configuration.GetSection("Publish");
        var options = new PublishOptions
        {
            OutputDirectory = folder,
            ApplicationName = name,
            Profile = Profile(settings["Profile"]),
            CheckPolicies = settings.GetValue("CheckPolicies", false),
            Aurora = settings.GetValue("Aurora", false),
            Build = settings.GetValue("Build", true),
            ExplainSize = settings["ExplainSize"],
            RequestsPerMonth = settings.GetValue("RequestsPerMonth", 1_000_000L),
            Tags = settings.GetSection("Tags").GetChildren().Where(t => t.Value is not null).ToDictionary(t => t.Key, t => t.Value!),
        };
        if (settings["Architecture"] is not { } architecture)
            return options;
        if (architecture is not ("x86_64" or "arm64"))
            throw new DistributedApplicationException($"Publish:Architecture must be x86_64 or arm64, not '{architecture}'.");
        return options with { Architecture = architecture };
    }

    private static PublishProfile Profile(string? name) =>
        name?.ToLowerInvariant() switch
        {
            null or "" or "production" => PublishProfile.Production,
            "test" => PublishProfile.Test,
            _ => throw new DistributedApplicationException($"Publish:Profile must be test or production, not '{name}'."),
        };
}
