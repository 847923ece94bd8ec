using Grpc.Core;
using LocalCloud.Hosting.Run.Dashboard.V1;
using LocalCloud.Hosting.Run.State;

namespace LocalCloud.Hosting.Run.Dashboard;

/// <summary>Tells the dashboard of resources and their logs, and does what its buttons ask for.</summary>
sealed class ResourceService(string applicationName, ResourceBoard board, LogBooks logs, ResourceCommands commands, CancellationToken stopping) : DashboardService.DashboardServiceBase
{
    public override Task<ApplicationInformationResponse> GetApplicationInformation(ApplicationInformationRequest request, ServerCallContext context) =>
        Task.FromResult(new ApplicationInformationResponse { ApplicationName = applicationName });

    public override async Task WatchResources(WatchResourcesRequest request, IServerStreamWriter<WatchResourcesUpdate> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        var initial = new InitialResourceData();
        initial.Resources.AddRange(board.Views.Values.Select(ResourceMessages.Of));
        await responseStream.WriteAsync(new() { InitialData = initial }).ConfigureAwait(false);
        // What changed between the two is sent by the watch, which begins with everything
        await UntilCancelled(async () =>
        {
            await foreach (var view in board.WatchAsync(ends.Token).ConfigureAwait(false))
                await responseStream.WriteAsync(new() { Changes = new() { Value = { new WatchResourcesChange { Upsert = ResourceMessages.Of(view) } } } }, ends.Token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    public override async Task WatchResourceConsoleLogs(WatchResourceConsoleLogsRequest request, IServerStreamWriter<WatchResourceConsoleLogsUpdate> responseStream, ServerCallContext context)
    {
        if (!board.Views.ContainsKey(request.ResourceName)) throw new RpcException(new(StatusCode.NotFound, $"There is no resource '{request.ResourceName}'."));
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        await UntilCancelled(async () =>
        {
            await foreach (var batch in logs[request.ResourceName].ReadAsync(!request.SuppressFollow, ends.Token).ConfigureAwait(false))
            {
                var update = new WatchResourceConsoleLogsUpdate();
                update.LogLines.AddRange(batch.Select(line => new ConsoleLogLine { LineNumber = line.Number, Text = line.Text, IsStdErr = line.IsError }));
                await responseStream.WriteAsync(update, ends.Token).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
    }

    public override async Task<ResourceCommandResponse> ExecuteResourceCommand(ResourceCommandRequest request, ServerCallContext context)
    {
        var error = await commands.ExecuteAsync(request.ResourceName, request.CommandName, context.CancellationToken).ConfigureAwait(false);
        return error is null
            ? new() { Kind = ResourceCommandResponseKind.Succeeded }
            : new() { Kind = ResourceCommandResponseKind.Failed, Message = error, ErrorMessage = error };
    }

    public override async Task WatchInteractions(IAsyncStreamReader<WatchInteractionsRequestUpdate> requestStream, IServerStreamWriter<WatchInteractionsResponseUpdate> responseStream, ServerCallContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stopping);
        await UntilCancelled(async () => { while (await requestStream.MoveNext(ends.Token).ConfigureAwait(false)) { } }).ConfigureAwait(false);
    }

    // The dashboard hangs up, or the run ends: both are the end of a stream, not errors
    static async Task UntilCancelled(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
        }
    }
}
