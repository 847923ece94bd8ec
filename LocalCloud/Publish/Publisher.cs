using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Projects;
using LocalCloud.Publish.Report;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish;

/// <summary>From an Aspire manifest to a folder that can be deployed: <c>template.yaml</c>, a zip per project, <c>parameters.example.json</c>, <c>summary.json</c>.</summary>
public static class Publisher
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Refused resources and failed builds leave the output folder as it was.</summary>
    public static async Task<PublishResult> PublishAsync(AppManifest manifest, PublishOptions options, IPublishProgress progress, CancellationToken cancellationToken = default)
    {
        if (OptionCheck.Fault(options) is { } wrong) return new(1, [], null, wrong);
        manifest = manifest with { BaseDirectory = Path.GetFullPath(options.BaseDirectory ?? Base(manifest)) };
        var projects = manifest.Resources.OfType<ManifestProject>().ToList();
        var facts = await progress.StepAsync("Reading the projects", async _ =>
            await Task.WhenAll(projects.Select(p => ProjectReader.ReadAsync(manifest.FullPath(p.Path), cancellationToken))));
        var plan = Planner.Plan(manifest, projects.Zip(facts).ToDictionary(p => p.First.Name, p => p.Second), options);

        // Once without code, so that what the template itself refuses is known before anything is built
        if (plan.Refusals.Count == 0) TemplateWriter.Write(plan, ImmutableDictionary<string, FunctionPackage>.Empty);
        if (plan.Refusals.Count > 0) return PublishResult.Refused(plan);
        plan.Warnings.Clear();
        plan = Planner.Plan(manifest, projects.Zip(facts).ToDictionary(p => p.First.Name, p => p.Second), options);

        var scratch = Directory.CreateTempSubdirectory("serverless-publish-").FullName;
        try
        {
            var packages = new Dictionary<string, FunctionPackage>();
            foreach (var function in options.Build ? plan.Functions.DistinctBy(f => f.Zip) : [])
            {
                var files = Path.Combine(scratch, function.Project.Name);
                var error = await progress.StepAsync($"Building {function.Project.Name} ({function.Facts.Build}, {options.RuntimeIdentifier})",
                    line => FunctionBuild.RunAsync(function.Facts, files, options, line, cancellationToken));
                if (error is not null) return PublishResult.Failed(plan, $"{function.Project.Name} cannot be built:\n{error}");
                packages[function.Zip] = await progress.StepAsync($"Zipping {function.Zip}", _ => ZipPackage.CreateAsync(files, Path.Combine(scratch, function.Zip), cancellationToken));
                if (packages[function.Zip].UnpackedBytes > 250 * 1024 * 1024)
                    return PublishResult.Failed(plan, $"{function.Zip} is {packages[function.Zip].UnpackedBytes / 1048576} MB unpacked, and Lambda takes 250 MB. Trim it (<TrimPackage>true</TrimPackage>) or split the project.");
                Directory.Delete(files, recursive: true);
            }
            var document = TemplateWriter.Write(plan, packages);
            var estimate = CostEstimate.Of(plan, document);
            var summary = new PublishSummary(plan, packages, estimate);
            Write(scratch, "template.yaml", YamlWriter.Write(document));
            Write(scratch, "parameters.example.json", ParameterExample(document).ToJsonString(Indented) + "\n");
            Write(scratch, "summary.json", summary.ToJson().ToJsonString(Indented) + "\n");
            OutputFolder.Replace(scratch, options.OutputDirectory);
            return new(0, [], summary, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return PublishResult.Failed(plan, $"{options.OutputDirectory} cannot be written: {e.Message}");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // A manifest that was copied away from its sources: where publish is called, if everything is there and nothing beside the manifest
    static string Base(AppManifest manifest)
    {
        var paths = manifest.Resources.Select(r => r switch { ManifestProject project => project.Path, ManifestCloudFormation stack => stack.TemplatePath, _ => null }).OfType<string>().ToList();
        var here = manifest with { BaseDirectory = Environment.CurrentDirectory };
        return paths.Count > 0 && !paths.Exists(p => File.Exists(manifest.FullPath(p))) && paths.TrueForAll(p => File.Exists(here.FullPath(p))) ? here.BaseDirectory : manifest.BaseDirectory;
    }

    static void Write(string directory, string file, string text) => File.WriteAllText(Path.Combine(directory, file), text, new UTF8Encoding(false));

    // The form that the AWS CLI reads: aws cloudformation create-stack --parameters file://...
    static JsonArray ParameterExample(TemplateDocument document) => [.. document.Parameters.Select(p => (JsonNode)new JsonObject
    {
        ["ParameterKey"] = p.Key,
        ["ParameterValue"] = p.Value!["Default"]?.ToString() ?? (p.Value["NoEcho"] is not null ? "REPLACE-WITH-THE-SECRET" : "REPLACE"),
    })];
}
