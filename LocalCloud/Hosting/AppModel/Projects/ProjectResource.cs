namespace LocalCloud.Hosting;

/// <summary>A .NET project.</summary>
public class ProjectResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithServiceDiscovery, IResourceWithWaitSupport;

/// <summary>Where a project is; the build makes a class of it for each project that the AppHost refers to (<c>Projects.Api</c>).</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Absolute path of the built assembly; null when it is not known.</summary>
    string? TargetPath => null;
}

sealed class ProjectMetadata(string projectPath) : IProjectMetadata
{
    public string ProjectPath => projectPath;
}

/// <summary>How a project's launch profile is used.</summary>
public sealed class ProjectResourceOptions
{
    /// <summary>Null: the AppHost's own profile's name, else the project's first.</summary>
    public string? LaunchProfileName { get; set; }
    public bool ExcludeLaunchProfile { get; set; }
}

/// <summary>The launch profile that a project runs with on this machine.</summary>
sealed class LaunchProfileAnnotation(LaunchProfile profile) : IResourceAnnotation
{
    public LaunchProfile Profile => profile;
}
