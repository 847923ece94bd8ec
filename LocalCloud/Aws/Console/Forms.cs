using System.IO.Hashing;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalCloud.Aws.WebConsole;

/// <summary>Forms of the console: plain HTML that works without script, each with a token that no page of another site can know.</summary>
internal static class Forms
{
    private const string TokenField = "token",
        ActionField = "action";

    // Of this process: a page that was opened before a restart says so instead of doing something else.
    private static readonly string Token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    /// <summary>A form with a button; when it was sent and refused, it is open and as it was filled in.</summary>
    /// <param name="action">what <see cref="IConsoleView.ActAsync"/> is asked for; with a hidden field of the same value several can stand
    /// on a page</param>
    public static Html Of(ConsoleRequest page, string action, string button, params IReadOnlyList<Field> fields)
    {
        var posted = IsPosted(page, action, fields) ? page.Posted : null;
        var encoding = fields.Any(f => f.Kind is "file") ? "multipart/form-data" : "application/x-www-form-urlencoded";
        return Html.Of(
            $"""
            <form method="post" action="{page.Here()}" enctype="{encoding}">
            {Hidden(action)}{fields.Select(f => f.Show(Id(action, fields), posted is null ? f.Value : posted.Optional(f.Name)))}
            <p><button type="submit">{button}</button></p>
            </form>
            """
        );
    }

    /// <summary>A form behind a line that opens it.</summary>
    public static Html Folded(ConsoleRequest page, string title, string action, string button, params IReadOnlyList<Field> fields) =>
        Html.Of(
            $"""
            <details class="fold" {(IsPosted(page, action, fields) ? "open" : "")}><summary>{title}</summary>{Of(
                page,
                action,
                button,
                fields
            )}</details>
            """
        );

    /// <summary>One button that does it at once.</summary>
    public static Html Button(ConsoleRequest page, string action, string button, params IEnumerable<(string Name, string Value)> hidden) =>
        Html.Of(
            $"""
            <form method="post" action="{page.Here()}" class="inline">{Hidden(action)}{hidden.Select(h =>
                Field.Hidden(h.Name, h.Value).Show("", null)
            )}<button type="submit">{button}</button></form>
            """
        );

    /// <summary>For what cannot be undone: a button that asks first, without script too.</summary>
    /// <param name="question">what will be lost, as a sentence</param>
    public static Html Danger(
        ConsoleRequest page,
        string action,
        string button,
        string question,
        params IEnumerable<(string Name, string Value)> hidden
    ) =>
        Html.Of(
            $"""
            <details class="danger"><summary>{button}…</summary>
            <form method="post" action="{page.Here()}">{Hidden(action)}{hidden.Select(h =>
                Field.Hidden(h.Name, h.Value).Show("", null)
            )}<p>{question}</p><button type="submit" class="bad">{button}</button></form>
            </details>
            """
        );

    /// <summary>A form that asks and changes nothing: what is written stands in the address.</summary>
    public static Html Ask(ConsoleRequest page, string button, params IEnumerable<Field> fields) =>
        Html.Of(
            $"""
            <form class="ask" action="{ConsolePage.Path}">
            {Field.Hidden("view", page.View).Show("", null)}{Field.Hidden("scope", ConsolePage.Name(page.Scope)).Show("", null)}{Name(page)}
            {fields.Select(f => f.Show("ask", page.Value(f.Name) ?? f.Value))}<button type="submit">{button}</button>
            </form>
            """
        );

    /// <summary>Null for a form that is this console's; else why it is not taken.</summary>
    public static string? Refusal(IFormCollection form) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form[TokenField].ToString()), Encoding.UTF8.GetBytes(Token))
            ? null
            : "Nothing was done: this page is from before LocalCloud was started, or from elsewhere. Send it once more.";

    public static string Action(IFormCollection form) => form[ActionField].ToString();

    private static Html Name(ConsoleRequest page) => page.Name is null ? Html.Of($"") : Field.Hidden("name", page.Name).Show("", null);

    private static Html Hidden(string action) =>
        Html.Of(
            $"""
            <input type="hidden" name="{TokenField}" value="{Token}"><input type="hidden" name="{ActionField}" value="{action}">
            """
        );

    // The same each time that the page is made
    private static string Id(string action, IReadOnlyList<Field> fields) =>
        fields.Where(f => f.Kind is "hidden").Select(f => f.Value).ToList() is { Count: > 0 } own
            ? $"{action}-{XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(string.Join('\n', own))):x}"
            : action;

    // Of the forms with one action, that with the same hidden fields
    private static bool IsPosted(ConsoleRequest page, string action, IReadOnlyList<Field> fields) =>
        page.Posted is { } posted
        && posted.Action == action
        && fields.Where(f => f.Kind is "hidden").All(f => posted.Text(f.Name) == (f.Value ?? ""));

    /// <summary>A button in a row of a list: who hears the page is told of which row.</summary>
    /// <param name="of">the row's name, which is not seen</param>
    public static Html RowButton(
        ConsoleRequest page,
        string action,
        string button,
        string of,
        params IEnumerable<(string Name, string Value)> hidden
    ) =>
        Html.Of(
            $"""
            <form method="post" action="{page.Here()}" class="inline">{Hidden(action)}{hidden.Select(h =>
                Field.Hidden(h.Name, h.Value).Show("", null)
            )}<button type="submit">{button}<span class="hidden"> {of}</span></button></form>
            """
        );

    /// <summary>The same for what cannot be undone.</summary>
    public static Html RowDanger(
        ConsoleRequest page,
        string action,
        string button,
        string of,
        string question,
        params IEnumerable<(string Name, string Value)> hidden
    ) =>
        Html.Of(
            $"""
            <details class="danger" data-key="{action} {of}"><summary>{button}…<span class="hidden"> {of}</span></summary>
            <form method="post" action="{page.Here()}">{Hidden(action)}{hidden.Select(h =>
                Field.Hidden(h.Name, h.Value).Show("", null)
            )}<p>{question}</p><button type="submit" class="bad">{button}<span class="hidden"> {of}</span></button></form>
            </details>
            """
        );
}
