using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Settings;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Starts projects from what was built, without the <c>dotnet run</c> in between, which costs a second of work and 70 MB for each.
/// A debugger, <c>dotnet watch</c> and <c>LocalCloud:DotNetRun</c> keep Aspire's own way, and so does a project that is not found
/// where it was built.
/// </summary>
internal static class DirectProjects
{
    public static void Use(IDistributedApplicationBuilder builder, DistributedApplicationModel model, RunSettings settings)
    {
        if (settings.IsDevelopedIn || SettingValue.Bool(builder.Configuration, "LocalCloud:DotNetRun", false))
            return;
        var built = BuiltProjects.Of(builder.AppHostAssembly);
        foreach (var project in model.Resources.OfType<ProjectResource>())
        {
            var path = project.GetProjectMetadata().ProjectPath;
            if (project.HasAnnotationOfType<ExecutableAnnotation>())
                continue;
            if (!built.TryGetValue(Path.GetFullPath(path), out var target) || !File.Exists(target))
                continue;
            var (command, folder) = (Engines.EngineFiles.DotNet, Path.GetDirectoryName(path)!);
            project.Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = folder });
            builder.CreateResourceBuilder(project).WithArgs(context => context.Args.Insert(0, settings.Programs.Of(target)));
            if (project.GetReplicaCount() > 1)
                continue;
            foreach (var endpoint in project.Annotations.OfType<EndpointAnnotation>().Where(e => e.IsExplicitlyProxied is null))
                endpoint.WithoutProxy();
        }
    }
}
