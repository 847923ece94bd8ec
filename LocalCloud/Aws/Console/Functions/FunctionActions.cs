namespace LocalCloud.Aws.WebConsole.Functions;

internal static class FunctionActions
{
    public static ValueTask<Outcome> LimitAsync(ConsoleRequest page, ConsoleForm form)
    {
        var reserved = form.Number("reserved", "Invocations at once", 0, 10_000, out var wrong);
        if (wrong is not null || reserved is null)
            return new(Outcome.Refused(wrong ?? "Write how many invocations may run at once."));
        return page.DoAsync(
            "lambda",
            "PutFunctionConcurrency",
            new() { ["FunctionName"] = page.Name, ["ReservedConcurrentExecutions"] = reserved },
            reserved == 0
                ? $"{page.Name} is stopped: every invocation is refused."
                : $"{reserved} invocations of {page.Name} may run at once."
        );
    }

    public static ValueTask<Outcome> UnlimitAsync(ConsoleRequest page) =>
        page.DoAsync(
            "lambda",
            "DeleteFunctionConcurrency",
            new() { ["FunctionName"] = page.Name },
            $"Nothing is reserved for {page.Name}: it shares the account's concurrency."
        );

    public static ValueTask<Outcome> SwitchAsync(ConsoleRequest page, ConsoleForm form)
    {
        var enabled = form.Text("enabled") == "yes";
        return page.DoAsync(
            "lambda",
            "UpdateEventSourceMapping",
            new() { ["UUID"] = form.Text("uuid"), ["Enabled"] = enabled },
            enabled
                ? "The mapping is enabled: the function gets events again."
                : "The mapping is disabled: the function gets no events from it, and a queue keeps them."
        );
    }
}
