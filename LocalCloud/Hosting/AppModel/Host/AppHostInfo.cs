using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace LocalCloud.Hosting;

/// <summary>Which project the AppHost is; its build writes that into its assembly.</summary>
sealed record AppHostInfo(Assembly? Assembly, string Name, string Directory, string ProjectFile)
{
    public static AppHostInfo Of(Assembly? assembly, string? directory, string? projectName)
    {
        var metadata = assembly?.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(a => a.Key, a => a.Value, StringComparer.OrdinalIgnoreCase);
        var name = projectName ?? assembly?.GetName().Name ?? "AppHost";
        directory ??= metadata?["AppHostProjectPath"].FirstOrDefault(System.IO.Directory.Exists) ?? System.IO.Directory.GetCurrentDirectory();
        return new(assembly, name, Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)),
            (projectName is null ? metadata?["AppHostProjectName"].FirstOrDefault() : null) ?? $"{name}.csproj");
    }

    /// <summary>SHA-256 of the project file's name: the same wherever the project lies.</summary>
    public string ProjectNameSha256 => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ProjectFile)));
}
