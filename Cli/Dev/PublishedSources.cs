using System.Text.Json;
using LocalCloud.Deploy;
using LocalCloud.Deploy.Dist;
using LocalCloud.Manifest;
using LocalCloud.Publish;
using LocalCloud.Publish.Plan;
using LocalCloud.Tune;

namespace Serverless.Cli.Dev;

/// <summary>A published folder, and the projects that its functions are made of.</summary>
internal sealed record PublishedSources(
    string Folder,
    string StackName,
    AppManifest Manifest,
    PublishOptions Options,
    IReadOnlyList<FunctionPlan> Functions
)
{
    /// <exception cref="TuneException">What it was published from is not known, or has no functions.</exception>
    public static async Task<PublishedSources> ReadAsync(string folder, string? manifestFile, CancellationToken cancellation)
    {
        var (published, error) = PublishedFolder.Read(folder);
        if (published is null)
            throw new TuneException(error!, ExitCodes.BadInput);
        var file = manifestFile ?? Path.Combine(published.Folder, "aspire-manifest.json");
        if (!File.Exists(file))
            throw new TuneException($"There is no {file}, from which {folder} was published: --manifest names it.", ExitCodes.BadInput);
        var (manifest, errors) = ManifestReader.ReadFile(file);
        if (manifest is null)
            throw new TuneException(string.Join('\n', errors), ExitCodes.BadInput);
        var options = ReadOptions(published.Folder);
        var plan = await Publisher.PlanAsync(manifest, options, Silence.Instance, cancellation);
        if (plan.Refusals.Count > 0)
            throw new TuneException(string.Join('\n', plan.Refusals.Select(r => r.ToString())), ExitCodes.BadInput);
        return plan.Functions.Count > 0
            ? new(published.Folder, published.StackName, manifest, options, plan.Functions)
            : throw new TuneException($"{folder} has no functions that are built from projects.", ExitCodes.BadInput);
    }

    // As publish has noted them: another publish of the same sources is to be the same template
    private static PublishOptions ReadOptions(string folder)
    {
        var options = new PublishOptions { OutputDirectory = folder, ApplicationName = "application" };
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "summary.json")));
            var summary = document.RootElement;
            options = options with
            {
                ApplicationName = summary.GetProperty("application").GetString()!,
                Architecture = summary.GetProperty("architecture").GetString()!,
                Profile = Enum.Parse<PublishProfile>(summary.GetProperty("profile").GetString()!, ignoreCase: true),
            };
            var more = summary.GetProperty("options");
            return options with
            {
                Aurora = more.GetProperty("aurora").GetBoolean(),
                RequestsPerMonth = more.GetProperty("requestsPerMonth").GetInt64(),
                Tags = more.GetProperty("tags").EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!),
            };
        }
        catch (Exception error)
            when (error is IOException or JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new TuneException(
                $"{folder} has no summary.json of this version, which says how it was published: publish it again.",
                ExitCodes.BadInput
            );
        }
    }

    private sealed class Silence : IPublishProgress
    {
        public static readonly Silence Instance = new();

        public Task<T> StepAsync<T>(string title, Func<Action<string>, Task<T>> step) => step(_ => { });
    }
}
