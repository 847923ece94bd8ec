namespace LocalCloud.Aws.WebConsole;

/// <summary>The views, in the order of the menu.</summary>
internal static class ConsoleViews
{
    public static readonly IReadOnlyList<IConsoleView> All =
    [
        new OverviewView(),
        new StacksView(),
        new FunctionsView(),
        new ApisView(),
        new QueuesView(),
        new EventsView(),
        new SchedulesView(),
        new TopicsView(),
        new TablesView(),
        new BucketsView(),
        new LogsView(),
        new ParametersView(),
        new SecretsView(),
        new KeysView(),
        new ClockView(),
        new FaultsView(),
        new CoverageView(),
        new SearchView(),
    ];
}
