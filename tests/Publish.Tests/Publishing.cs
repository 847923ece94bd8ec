using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Publish;
using LocalCloud.Publish.Template;

namespace Publish.Tests;

/// <summary>Publishes manifests into folders that go with the test.</summary>
internal sealed class Publishing : IDisposable
{
    public static string Repository { get; } =
        typeof(Publishing).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Repository").Value!;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("publish-tests-");

    public string Output => Path.Combine(_directory.FullName, "dist");

    public string Scratch(string name) => Directory.CreateDirectory(Path.Combine(_directory.FullName, name)).FullName;

    public void Dispose() => _directory.Delete(recursive: true);

    /// <summary>The manifest that the AppHost writes, which is the one that Aspire 13.5 writes.</summary>
    public Task<PublishResult> ReferenceAsync(Func<PublishOptions, PublishOptions>? options = null) =>
        RunAsync(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Manifests", "reference.json")), Repository, options);

    /// <param name="resources">The members of the manifest's <c>resources</c>.</param>
    public Task<PublishResult> OfAsync(string resources, Func<PublishOptions, PublishOptions>? options = null) =>
        RunAsync("{\"resources\":{" + resources + "}}", _directory.FullName, options);

    private async Task<PublishResult> RunAsync(string json, string baseDirectory, Func<PublishOptions, PublishOptions>? change)
    {
        var (manifest, errors) = ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(json), "manifest.json", baseDirectory);
        Assert.True(manifest is not null, string.Join('\n', errors));
        var options = new PublishOptions
        {
            OutputDirectory = Output,
            ApplicationName = "shop",
            Build = false,
            Architecture = "x86_64",
        };
        return await Publisher.PublishAsync(
            manifest,
            change?.Invoke(options) ?? options,
            new NoProgress(),
            TestContext.Current.CancellationToken
        );
    }

    public string TemplateText => File.ReadAllText(Path.Combine(Output, "template.yaml"));

    public JsonObject Template => YamlReader.ReadObject(TemplateText);

    public JsonObject Resource(string id) =>
        Template["Resources"]![id] as JsonObject ?? throw new InvalidOperationException($"There is no resource {id}.");

    public IEnumerable<(string Id, JsonObject Body)> OfType(string type) =>
        Template["Resources"]!.AsObject().Where(r => r.Value!["Type"]!.ToString() == type).Select(r => (r.Key, r.Value!.AsObject()));

    public JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Output, file))).RootElement;

    private sealed class NoProgress : IPublishProgress
    {
        public Task<T> StepAsync<T>(string title, Func<Action<string>, Task<T>> step) => step(_ => { });
    }
}
