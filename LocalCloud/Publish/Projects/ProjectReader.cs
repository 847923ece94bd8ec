using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish.Projects;

/// <summary>Asks MSBuild what a project file says; nothing is built for it.</summary>
internal static class ProjectReader
{
    private const string Authentication = "DatabaseAuthentication",
        OwnPackage = "Serverless.Aspire.Lambda";

    private static readonly string[] Properties =
    [
        "AssemblyName",
        "ServesLambda",
        "TargetFramework",
        "SelfContained",
        "PublishSelfContained",
        "PublishAot",
        "TrimPackage",
        "PublishTrimmed",
        "PublishReadyToRun",
        "Aot",
        Authentication,
    ];
    private static readonly string[] Items = ["LambdaFunction", "LambdaAccess", "PackageReference"];

    // Ours, and those that bring a runtime API client of their own
    private static readonly string[] LambdaPackages =
    [
        OwnPackage,
        "Amazon.Lambda.AspNetCoreServer.Hosting",
        "Amazon.Lambda.RuntimeSupport",
        "AWS.Messaging.Lambda",
    ];

    public static async Task<ProjectFacts> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return new(path, Exists: false);
        var (text, error) = await AskAsync(path, cancellationToken);
        if (text is not null && IsYetToBeRestored(text))
        {
            // What is wrong with it, the build will say
            await DotNetAsync(path, ["restore", path], cancellationToken);
            (text, error) = await AskAsync(path, cancellationToken);
        }
        if (text is null)
            return new(path, Exists: true) { Errors = [$"MSBuild cannot read {path}: {error}"] };

        using var json = JsonDocument.Parse(text);
        return Facts(path, json);
    }

    private static async Task<(string? Json, string? Error)> AskAsync(string path, CancellationToken cancellationToken)
    {
        string[] args =
        [
            "msbuild",
            path,
            "-nologo",
            "-property:Configuration=Release",
            $"-getProperty:{string.Join(',', Properties)}",
            $"-getItem:{string.Join(',', Items)}",
        ];
        var (exitCode, output, errors) = await DotNetAsync(path, args, cancellationToken);
        return exitCode == 0 ? (output[output.IndexOf('{')..], null) : (null, (errors.Trim().Length > 0 ? errors : output).Trim());
    }

    // The package's properties come with a restore: without them it would be built as something else
    private static bool IsYetToBeRestored(string text)
    {
        using var json = JsonDocument.Parse(text);
        return json.RootElement.GetProperty("Properties").GetProperty("ServesLambda").GetString() is not { Length: > 0 }
            && json.RootElement.GetProperty("Items")
                .GetProperty("PackageReference")
                .EnumerateArray()
                .Any(p => p.GetProperty("Identity").GetString() == OwnPackage);
    }

    private static Task<(int ExitCode, string Output, string Errors)> DotNetAsync(
        string path,
        string[] args,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("dotnet", args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(path)!,
        };
        Environments.Clean(start);
        return Processes.RunAsync(start, null, cancellationToken);
    }

    private static ProjectFacts Facts(string path, JsonDocument json)
    {
        var properties = json.RootElement.GetProperty("Properties");
        var items = json.RootElement.GetProperty("Items");
        var faults = ImmutableArray.CreateBuilder<string>();
        var functions = items
            .GetProperty("LambdaFunction")
            .EnumerateArray()
            .Select(item =>
            {
                var settings = FunctionSettings.Read(item.GetProperty("Identity").GetString()!, Metadata(item), out var error);
                if (error is not null)
                    faults.Add($"{Path.GetFileName(path)}, LambdaFunction '{settings.Name}': {error}");
                return settings;
            })
            .ToImmutableArray();
        if (!(Text(Authentication) is "" || Is(Authentication, "IAM") || Is(Authentication, "Password")))
            faults.Add($"{Path.GetFileName(path)}: {Authentication} must be IAM or Password, not '{Text(Authentication)}'");
        return new(path, Exists: true)
        {
            SignsInWithIam = Is(Authentication, "IAM"),
            AssemblyName = Text("AssemblyName"),
            ServesLambda =
                Is("ServesLambda")
                || Text("ServesLambda") is ""
                    && (
                        functions.Length > 0
                        || items
                            .GetProperty("PackageReference")
                            .EnumerateArray()
                            .Any(p => LambdaPackages.Contains(p.GetProperty("Identity").GetString()))
                    ),
            Runtime =
                Is("PublishAot") || Is("SelfContained") || Is("PublishSelfContained")
                    ? ProjectFacts.OnlyTheSystem
                    : RuntimeOf(Text("TargetFramework")),
            Build =
                Is("PublishAot") ? ProjectFacts.Native
                : (Is("TrimPackage") || Is("PublishTrimmed")) ? "ReadyToRun, trimmed"
                : Text("PublishReadyToRun") == "false" ? "JIT"
                : "ReadyToRun",
            Functions = functions,
            Access = [.. items.GetProperty("LambdaAccess").EnumerateArray().Select(Access)],
            Errors = faults.ToImmutable(),
        };

        string Text(string name) => properties.GetProperty(name).GetString() ?? "";
        bool Is(string name, string value = "true") => Text(name).Equals(value, StringComparison.OrdinalIgnoreCase);
    }

    // Those with long-term support; for others there are container images only
    private static string RuntimeOf(string framework) =>
        framework switch
        {
            "net8.0" => "dotnet8",
            "net10.0" => "dotnet10",
            _ => ProjectFacts.OnlyTheSystem,
        };

    private static ProjectAccess Access(JsonElement item)
    {
        var metadata = Metadata(item);
        return new(
            item.GetProperty("Identity").GetString()!,
            metadata.GetValueOrDefault("Access") ?? "ReadWrite",
            List("Actions"),
            metadata.GetValueOrDefault("Resource") is { Length: > 0 } resource ? resource : null
        )
        {
            Functions = List("Functions"),
        };

        ImmutableArray<string> List(string name) =>
            [
                .. (metadata.GetValueOrDefault(name) ?? "").Split(
                    [';', ','],
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                ),
            ];
    }

    // MSBuild's own metadata is of the file that an item would be
    private static readonly string[] WellKnown =
    [
        "Identity",
        "FullPath",
        "RootDir",
        "Filename",
        "Extension",
        "RelativeDir",
        "Directory",
        "RecursiveDir",
        "ModifiedTime",
        "CreatedTime",
        "AccessedTime",
        "DefiningProjectFullPath",
        "DefiningProjectDirectory",
        "DefiningProjectName",
        "DefiningProjectExtension",
    ];

    private static Dictionary<string, string> Metadata(JsonElement item) =>
        item.EnumerateObject()
            .Where(m => !WellKnown.Contains(m.Name))
            .ToDictionary(m => m.Name, m => m.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase);
}
