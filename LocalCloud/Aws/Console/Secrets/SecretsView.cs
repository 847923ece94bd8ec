using LocalCloud.Aws.SecretsManager;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Secrets, whose values are masked until they are asked for.</summary>
internal sealed class SecretsView : IConsoleView
{
    public string Id => "secrets";

    public string Title => "Secrets";

    public int? Count(ConsoleRequest page) => page.Host.Read(page.State<SecretsState>("secretsmanager"), s => s.All.Count());

    public ValueTask<Html> ShowAsync(ConsoleRequest page) =>
        new(page.Host.Read(page.State<SecretsState>("secretsmanager"), state => page.Name is null ? All(page, state)
                : state.Find(page.Name) is { } secret ? SecretPage.Of(page, secret)
                : page.Missing("secret", "All secrets")));

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => SecretActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        page.Host.Read(page.State<SecretsState>("secretsmanager"), s =>
            s.All.Where(x =>
                    x.Name.Contains(words, StringComparison.OrdinalIgnoreCase) || x.Arn.Contains(words, StringComparison.OrdinalIgnoreCase)
                )
                .Select(x => new Hit("Secret", x.Name, page.Link("secrets", x.Name), x.Description))
                .Take(SearchView.Most)
                .ToList()
        );

    private static Html All(ConsoleRequest page, SecretsState state)
    {
        var all = state.All.ToList();
        var (shown, pager) = page.Slice(all, all.Count);
        return Html.Of(
            $"""
            {Widgets.Live("secrets", Html.Of($"""
                {Widgets.Table("Secrets", ["Secret", "State", "Versions", "Changed", "Description"], shown.Select(s => Row(page, s)),
                    Html.Of($"There is no secret yet. Make one below, or: <code>aws secretsmanager create-secret --name shop/stripe "
                        + $"--secret-string sk_test_1</code>"))}
                {pager}
                """))}
            {Forms.Folded(page, "Create a secret", "create", "Create the secret",
                new Field("secret", "Name", Hint: "As shop/stripe: letters, digits and -/_+=.@!, up to 512") { IsRequired = true },
                Field.Area("value", "Value", hint: """Text, often a JSON object, as {"username": "ada", "password": "..."}""") with { IsRequired = true },
                new Field("description", "Description"))}
            """
        );
    }

    private static Html Row(ConsoleRequest page, Secret secret) =>
        page.Row(
            secret.Name,
            SecretPage.State(page, secret),
            Widgets.Number(secret.Versions.Count),
            page.Time(secret.Changed),
            Widgets.Text(secret.Description)
        );
}
