using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run.Plan;

namespace LocalCloud.Hosting.Run.Engines;

/// <summary>A command of the application, as it stands in the manifest.</summary>
sealed class ExecutableEngine(RunNode node, ManifestExecutable executable, RunContext context) : ProcessEngine(node, executable, context)
{
    public override Launch Launch(RunInstance instance)
    {
        var directory = Context.Request.Manifest.FullPath(executable.WorkingDirectory);
        // With a folder in it the command is a file; a bare name is looked for on PATH
        var command = executable.Command.Contains('/') || executable.Command.Contains('\\') ? Path.GetFullPath(executable.Command, directory) : executable.Command;
        return new(command, Args(instance), directory) { Environment = Environment(instance), HasSecretArgs = HasSecretArgs };
    }
}
