using LocalCloud.Tune;

namespace Serverless.Cli.Tune;

/// <summary>Builds as they are given: <c>[NAME=]FILE[@arm64]</c>.</summary>
internal static class PackageList
{
    private static readonly string[] Architectures = ["x86_64", "arm64"];

    /// <returns>The builds, or what is wrong with one.</returns>
    public static (IReadOnlyList<Build>? Builds, string? Error) Parse(IReadOnlyList<string> packages)
    {
        var builds = new List<Build>();
        foreach (var package in packages)
        {
            var (file, architecture) = (package, (string?)null);
            if (Architectures.FirstOrDefault(a => package.EndsWith($"@{a}", StringComparison.Ordinal)) is { } given)
                (file, architecture) = (package[..^(given.Length + 1)], given);
            var name = Path.GetFileNameWithoutExtension(file);
            // A path may have '=' too, a name no separator
            if (file.Split('=', 2) is [var before, var after] && before.Length > 0 && !before.Contains('/') && !before.Contains('\\'))
                (name, file) = (before, after);
            if (!File.Exists(file))
                return (null, $"--package {package}: there is no file {file}.");
            if (builds.Any(b => b.Name == name))
                return (null, $"--package {package}: '{name}' is there twice; name them with NAME={file}.");
            builds.Add(new(name, file, architecture));
        }
        return (builds, null);
    }
}
