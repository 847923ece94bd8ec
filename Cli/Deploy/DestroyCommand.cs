using System.CommandLine;
using LocalCloud.Deploy;

namespace Serverless.Cli.Deploy;

/// <summary>Deletes a stack that deploy has made.</summary>
internal static class DestroyCommand
{
    private static readonly Argument<string> Folder = new("dist")
    {
        Description = "What was deployed: it knows the stack's name",
        DefaultValueFactory = _ => "dist",
    };
    private static readonly Option<bool> EmptyBuckets = new("--empty-buckets")
    {
        Description = "Delete also what is in the stack's buckets",
    };

    public static Command Create()
    {
        var command = new Command("destroy", "Delete the stack of an application: what goes and what stays is listed first.")
        {
            Folder,
            EmptyBuckets,
        };
        TargetOptions.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        if ((arguments.GetValue(TargetOptions.Stack) ?? Destruction.DefaultStackName(arguments.GetValue(Folder)!)) is not { } stack)
        {
            Console.Error.WriteLine($"Which stack? There is no {arguments.GetValue(Folder)} that names it: give --stack NAME.");
            return ExitCodes.BadInput;
        }
        var request = new DestroyRequest
        {
            Target = target,
            StackName = stack,
            EmptyBuckets = arguments.GetValue(EmptyBuckets),
            Yes = arguments.GetValue(TargetOptions.Yes),
        };
        return await Destruction.RunAsync(request, ConsoleDisplay.Create(), TimeProvider.System, cancellation);
    }
}
