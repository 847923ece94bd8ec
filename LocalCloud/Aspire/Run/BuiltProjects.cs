using System.Reflection;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Where MSBuild puts the projects of an AppHost, as Serverless.Aspire.Hosting.targets has it written into the AppHost's assembly.
/// </summary>
internal static class BuiltProjects
{
    private const string Key = "LocalCloud.Project:";

    /// <summary>From the absolute path of a project file to that of its assembly.</summary>
    public static IReadOnlyDictionary<string, string> Of(Assembly? appHost) =>
        (appHost?.GetCustomAttributes<AssemblyMetadataAttribute>() ?? [])
            .Where(a => a.Key.StartsWith(Key, StringComparison.Ordinal) && a.Value is not null)
            .DistinctBy(a => a.Key)
            .ToDictionary(a => Path.GetFullPath(a.Key[Key.Length..]), a => Path.GetFullPath(a.Value!));
}
