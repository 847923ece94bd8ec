using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Policies;
using LocalCloud.Publish.Projects;
using LocalCloud.Publish.Report;
using LocalCloud.Publish.Sections;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish;

/// <summary>
/// From an Aspire manifest to a folder that can be deployed: <c>template.yaml</c>, a zip per project, <c>parameters.example.json</c>,
/// <c>summary.json</c>.
/// </summary>
internal static class Publisher
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Refused resources and failed builds leave the output folder as it was.</summary>
    public static async Task<PublishResult> PublishAsync(
        AppManifest manifest,
        PublishOptions options,
        IPublishProgress progress,
        CancellationToken cancellationToken = default
    )
    {
        if (OptionCheck.Fault(options) is { } wrong)
            return PublishResult.Failed(wrong);
        manifest = Located(manifest, options);
        var projects = await ReadAsync(manifest, progress, cancellationToken);
        var plan = Planner.Plan(manifest, projects, options);
        if (plan.Refusals.Count > 0)
            return PublishResult.Refused(plan.Refusals);
        // Before anything is built, so that what the template itself refuses is known at once
        var document = TemplateWriter.Write(plan);
        if (document.Refusals.Count > 0)
            return PublishResult.Refused(document.Refusals);
        if (OptionCheck.ExplainFault(plan) is { } lost)
            return PublishResult.Failed(lost);
        var notes = new List<string>();
        if (options.CheckPolicies && PolicyCheck.Faults(document, notes) is { Count: > 0 } faults)
            return new(1, [], null, null) { PolicyFaults = faults };

        var scratch = Directory.CreateTempSubdirectory("serverless-publish-").FullName;
        try
        {
            var content = new List<PackageContent>();
            var (packages, error) = options.Build
                ? await PackageMaker.MakeAsync(plan, scratch, content, progress, cancellationToken)
                : ([], null);
            if (error is not null)
                return PublishResult.Failed(error);
            FunctionVersions.Complete(document, packages);
            var estimate = CostEstimate.Of(plan, document);
            var summary = new PublishSummary(plan, packages, estimate)
            {
                Content = content,
                Profiles = ProfileCosts.Of(manifest, projects, options, estimate),
                Warnings = [.. plan.Warnings, .. notes, .. document.Warnings],
            };
            Write(scratch, "template.yaml", YamlWriter.Write(document));
            Write(scratch, "parameters.example.json", ParameterExample(document).ToJsonString(Indented) + "\n");
            Write(scratch, "summary.json", summary.ToJson().ToJsonString(Indented) + "\n");
            OutputFolder.Replace(scratch, options.OutputDirectory);
            return new(0, [], summary, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PublishResult.Failed($"{options.OutputDirectory} cannot be written: {e.Message}");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    /// <summary>What would be published, without building or writing anything.</summary>
    internal static async Task<PublishPlan> PlanAsync(
        AppManifest manifest,
        PublishOptions options,
        IPublishProgress progress,
        CancellationToken cancellationToken
    )
    {
        manifest = Located(manifest, options);
        return Planner.Plan(manifest, await ReadAsync(manifest, progress, cancellationToken), options);
    }

    private static AppManifest Located(AppManifest manifest, PublishOptions options) =>
        manifest with
        {
            BaseDirectory = Path.GetFullPath(options.BaseDirectory ?? Base(manifest)),
        };

    private static async Task<Dictionary<string, ProjectFacts>> ReadAsync(
        AppManifest manifest,
        IPublishProgress progress,
        CancellationToken cancellationToken
    )
    {
        var projects = manifest.Resources.OfType<ManifestProject>().ToList();
        var facts = await progress.StepAsync("Reading the projects", async _ =>
            await Task.WhenAll(projects.Select(p => ProjectReader.ReadAsync(manifest.FullPath(p.Path), cancellationToken)))
        );
        return projects.Zip(facts).ToDictionary(p => p.First.Name, p => p.Second);
    }

    // A manifest that was copied away from its sources: where publish is called, if everything is there and nothing beside the manifest
    private static string Base(AppManifest manifest)
    {
        var paths = manifest
            .Resources.Select(r =>
                r switch
                {
                    ManifestProject project => project.Path,
                    ManifestCloudFormation stack => stack.TemplatePath,
                    _ => null,
                }
            )
            .OfType<string>()
            .ToList();
        var here = manifest with { BaseDirectory = Environment.CurrentDirectory };
        return
            paths.Count > 0 && !paths.Exists(p => File.Exists(manifest.FullPath(p))) && paths.TrueForAll(p => File.Exists(here.FullPath(p)))
            ? here.BaseDirectory
            : manifest.BaseDirectory;
    }

    private static void Write(string directory, string file, string text) =>
        File.WriteAllText(Path.Combine(directory, file), text, new UTF8Encoding(false));

    // The form that the AWS CLI reads: aws cloudformation create-stack --parameters file://...
    private static JsonArray ParameterExample(TemplateDocument document) =>
        [
            .. document.Parameters.Select(p =>
                (JsonNode)
                    new JsonObject
                    {
                        ["ParameterKey"] = p.Key,
                        ["ParameterValue"] = p.Value!["Default"]?.ToString()
                            ?? (p.Value["NoEcho"] is not null ? "REPLACE-WITH-THE-SECRET" : "REPLACE"),
                    }
            ),
        ];
}
