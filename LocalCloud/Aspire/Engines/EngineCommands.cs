using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Aspire.Engines;

/// <summary>Start, stop and restart of a served resource, in the words of Aspire's own: its process does it.</summary>
internal static class EngineCommands
{
    public static ResourceCommandAnnotation Start(EngineResource engine) =>
        Command(engine, KnownResourceCommands.StartCommand, "Start", "Start resource", ("Play", IconVariant.Filled), state => IsStopped(
                state
            )
            || state == KnownResourceStates.Waiting
                ? ResourceCommandState.Enabled
            : state is null || state == KnownResourceStates.Starting ? ResourceCommandState.Disabled
            : ResourceCommandState.Hidden);

    public static ResourceCommandAnnotation Stop(EngineResource engine) =>
        Command(engine, KnownResourceCommands.StopCommand, "Stop", "Stop resource", ("Stop", IconVariant.Filled), state => state
            == KnownResourceStates.Stopping
                ? ResourceCommandState.Disabled
            : state == KnownResourceStates.Running ? ResourceCommandState.Enabled
            : ResourceCommandState.Hidden);

    public static ResourceCommandAnnotation Restart(EngineResource engine) =>
        Command(
            engine,
            KnownResourceCommands.RestartCommand,
            "Restart",
            "Restart resource",
            ("ArrowCounterclockwise", IconVariant.Regular),
            state => state == KnownResourceStates.Running ? ResourceCommandState.Enabled : ResourceCommandState.Disabled
        );

    private static bool IsStopped(string? state) =>
        KnownResourceStates.TerminalStates.Contains(state) || state == KnownResourceStates.NotStarted;

    private static ResourceCommandAnnotation Command(
        EngineResource engine,
        string name,
        string display,
        string description,
        (string Name, IconVariant Variant) icon,
        Func<string?, ResourceCommandState> state
    )
    {
        var isHighlighted = name != KnownResourceCommands.RestartCommand;
        return new(
            name,
            display,
            context => state(context.ResourceSnapshot.State?.Text),
            context => ExecuteAsync(engine, name, context),
            description,
            null,
            null,
            icon.Name,
            icon.Variant,
            isHighlighted
        );
    }

    private static async Task<ExecuteCommandResult> ExecuteAsync(EngineResource engine, string name, ExecuteCommandContext context)
    {
        var isStart = name == KnownResourceCommands.StartCommand;
        if (isStart && await LeaveWaitingAsync(engine, context.Services).ConfigureAwait(false))
            return CommandResults.Success();
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        return await commands.ExecuteCommandAsync(engine, name, context.CancellationToken).ConfigureAwait(false);
    }

    // Aspire takes a resource that somebody moves out of this state as one that is not to wait any longer
    private static async Task<bool> LeaveWaitingAsync(EngineResource engine, IServiceProvider services)
    {
        var waited = false;
        await services
            .GetRequiredService<ResourceNotificationService>()
            .PublishUpdateAsync(engine.Served, s =>
            {
                waited = s.State?.Text == KnownResourceStates.Waiting;
                return waited ? s with { State = KnownResourceStates.Starting } : s;
            })
            .ConfigureAwait(false);
        return waited;
    }
}
