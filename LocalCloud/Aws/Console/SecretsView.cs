namespace LocalCloud.Aws.WebConsole;

internal sealed class SecretsView : IConsoleView
{
    public string Id => "secrets";

    public string Title => "Secrets";

    public int? Count(ConsoleRequest page) => null;

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(Widgets.None);
}
