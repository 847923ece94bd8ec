namespace LocalCloud.Aws.WebConsole;

internal sealed class ParametersView : IConsoleView
{
    public string Id => "parameters";

    public string Title => "Parameters";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(Widgets.None);
}
