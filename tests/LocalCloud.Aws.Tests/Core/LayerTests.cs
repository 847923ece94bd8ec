using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Tests.Core;

/// <summary>What every service stands on names none of them: what is a service's own, it says by itself.</summary>
public sealed partial class LayerTests
{
    private static readonly string Sources = Path.GetFullPath(Path.Combine(Here(), "../../../LocalCloud/Aws"));

    private static readonly string[] Layers = ["Core", "Wire", "Store"];

    private static readonly string[] Allowed =
    [
        // What every call goes through, or leaves behind
        "FaultInjection",
        "Metering",
        "Telemetry",
        // Who calls and whether he may, which is asked of every call. IAM's own operations and state are a service's.
        "Iam.Access",
        // Databases and caches run beside the process, and end when all services have
        "Engines",
    ];

    [Fact]
    public void Core_wire_and_store_name_no_service()
    {
        // Namespaces are called as their folders, but for these two; Unsupported has lists, and belongs to all
        var spaces = Directory
            .GetDirectories(Sources)
            .Select(folder => Path.GetFileName(folder))
            .Except([.. Layers, "Faults", "Console", "Unsupported"])
            .Concat(["FaultInjection", "WebConsole"])
            .ToList();
        Assert.Contains("S3", spaces);
        // As in "using LocalCloud.Aws.S3;" and in "S3.Protocol.S3Target"
        var named = new Regex($@"(?<![\w.])(?:LocalCloud\.Aws\.)?(?<space>(?:{string.Join('|', spaces)})(?:(?:\.[A-Z]\w*)+|(?=;)))");
        Assert.Empty(
            from layer in Layers
            from file in Directory.EnumerateFiles(Path.Combine(Sources, layer), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            from match in named.Matches(CommentOrText.Replace(line, ""))
            let space = match.Groups["space"].Value
            where !Allowed.Any(allowed => space == allowed || space.StartsWith($"{allowed}.", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(Sources, file)}: {line.Trim()}"
        );
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [GeneratedRegex("//.*|\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex CommentOrText { get; }
}
