using LocalCloud.Aws.Lambda;
using LocalCloud.Aws.WebConsole.Functions;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Functions; of one its settings, environments and invocations, to be invoked, replayed and limited.</summary>
internal sealed class FunctionsView : IConsoleView
{
    public string Id => "functions";

    public string Title => "Functions";

    public int? Count(ConsoleRequest page) => page.Host.Read(State(page), s => s.Functions.Count);

    public ValueTask<Html> ShowAsync(ConsoleRequest page)
    {
        if (page.Value("request") is { } id)
            return new(InvocationDetail.Show(page, id));
        if (page.Name is not { } name)
            return new(FunctionList.Show(page));
        return new(FunctionPage.Find(page, name) is { } function ? FunctionPage.Show(page, function) : Missing.Of(page, "function", name));
    }

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) =>
        form.Action switch
        {
            "invoke" => InvokeActions.InvokeAsync(page, form),
            "replay" => InvokeActions.ReplayAsync(page, form),
            "forget" => new(InvokeActions.Forget(page, form)),
            "limit" => FunctionActions.LimitAsync(page, form),
            "unlimit" => FunctionActions.UnlimitAsync(page),
            "mapping" => FunctionActions.SwitchAsync(page, form),
            _ => new(Outcome.Refused($"Functions have no {form.Action}.")),
        };

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        [
            .. page
                .Host.Read(State(page), s =>
                    s.Functions.Keys.Where(name => name.Contains(words, StringComparison.OrdinalIgnoreCase)).ToList()
                )
                .Select(name => new Hit("Function", name, page.Link(Id, name))),
            .. page
                .Host.Service<LambdaService>()
                .Recent.Of(page.Scope, null)
                .Where(i => i.RequestId.Contains(words, StringComparison.OrdinalIgnoreCase))
                .Select(i => new Hit("Invocation", i.RequestId, InvocationDetail.Link(page, i), i.Function)),
        ];

    public static LambdaState State(ConsoleRequest page) => page.State<LambdaState>("lambda");
}
