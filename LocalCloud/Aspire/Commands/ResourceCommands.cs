using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Commands;

/// <summary>How commands of the dashboard and of the aspire CLI are added: what fails is told, and never taken for done.</summary>
internal static class ResourceCommands
{
    /// <param name="run">Returns what was done, in a sentence.</param>
    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> resource,
        string name,
        string display,
        CommandOptions options,
        Func<ExecuteCommandContext, Task<string>> run
    )
        where T : IResource
    {
        // Stopped, it can do nothing; what a command can do without a running resource it says itself
        options.UpdateState ??= context =>
            IsRunning(context.ResourceSnapshot) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;
        return resource.WithCommand(name, display, context => ExecuteAsync(context, run), options);
    }

    public static bool IsRunning(CustomResourceSnapshot snapshot) => snapshot.State?.Text == KnownResourceStates.Running;

    private static async Task<ExecuteCommandResult> ExecuteAsync(
        ExecuteCommandContext context,
        Func<ExecuteCommandContext, Task<string>> run
    )
    {
        try
        {
            var done = await run(context).ConfigureAwait(false);
            // The dashboard shows the message, the aspire CLI the data
            return CommandResults.Success(done, new CommandResultData { Value = done });
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (CommandException e)
        {
            return CommandResults.Failure(e.Message);
        }
    }
}
