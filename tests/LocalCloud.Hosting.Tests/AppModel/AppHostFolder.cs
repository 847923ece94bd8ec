using LocalCloud.Hosting.Manifest;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Hosting.Tests.AppModel;

/// <summary>A folder with an AppHost's directory and projects beside it, each with a launch profile; thrown away at the end.</summary>
sealed class AppHostFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("apphost-").FullName;
    public string AppHost => Path.Combine(Root, "AppHost");

    public AppHostFolder(params string[] projects)
    {
        Directory.CreateDirectory(AppHost);
        foreach (var project in projects) AddProject(project, "http://127.0.0.1:5080");
    }

    public void AddProject(string name, string? url, string more = "")
    {
        var properties = Directory.CreateDirectory(Path.Combine(Root, name, "Properties")).FullName;
        File.WriteAllText(Path.Combine(Root, name, $"{name}.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk.Web\" />");
        if (url is null) return;
        File.WriteAllText(Path.Combine(properties, "launchSettings.json"), $$$"""
            // a comment, as Visual Studio allows it
            {"profiles":{
              "IIS":{"commandName":"IISExpress"},
              "http":{"commandName":"Project","applicationUrl":"{{{url}}}","environmentVariables":{"ASPNETCORE_ENVIRONMENT":"Development"}{{{more}}}},
              "other":{"commandName":"Project","applicationUrl":"http://127.0.0.1:6001"}
            }}
            """);
    }

    public IDistributedApplicationBuilder Builder(params string[] args) => DistributedApplication.CreateBuilder(
        new DistributedApplicationOptions { ProjectDirectory = AppHost, ProjectName = "AppHost", Args = ["--LocalCloud:DataDirectory", Path.Combine(Root, "data"), .. args] });

    /// <summary>The manifest that the application publishes, beside the AppHost's directory.</summary>
    public async Task<string> PublishAsync(Action<IDistributedApplicationBuilder> describe)
    {
        var file = Path.Combine(Root, "manifest.json");
        var builder = Builder("--operation", "publish", "--publisher", "manifest", "--output-path", file);
        describe(builder);
        await builder.Build().RunAsync();
        return File.ReadAllText(file);
    }

    /// <summary>What a run on this machine would start from.</summary>
    public async Task<RunRequest> RequestAsync(Action<IDistributedApplicationBuilder> describe, params string[] args)
    {
        var builder = Builder(args);
        describe(builder);
        var runner = new RecordingRunner();
        builder.Services.AddSingleton<IRunner>(runner);
        await using var app = builder.Build();
        await app.StartAsync();
        return runner.Request!;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
