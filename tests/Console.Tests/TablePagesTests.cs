using System.Text.Json.Nodes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Console.Tests;

public sealed class TablePagesTests(Chromium chromium) : DataTest(chromium)
{
    private const string Key = """{"customer":{"S":"customer-1"},"placed":{"S":"2026-11-02#1"}}""";

    private static string Item => $"?view=tables&name=orders&item={Uri.EscapeDataString(Key)}";

    [Fact]
    public async Task Tables_look_right()
    {
        await OrdersAsync(60);
        foreach (
            var query in (string[])
                ["?view=tables", "?view=tables&name=orders", "?view=tables&name=orders&pk=customer-1&attribute=total&op=%3E&value=5", Item]
        )
            await LooksRightAsync(query);
    }

    [Fact]
    public async Task A_table_is_made_filled_and_deleted_by_keyboard()
    {
        await OrdersAsync(0);
        var page = await OpenAsync("?view=tables");
        await PressAsync(page, Fold(page, "Create a table"));
        await TypeAsync(page, "Name", "lines");
        await TypeAsync(page, "Partition key", "order");
        await TypeAsync(page, "Sort key", "line");
        await TypeAsync(page, "Type of the sort key", "N");
        await PressAsync(page, Button(page, "Create the table"));
        await SaysAsync(page, "The table lines is made.");

        await PressAsync(page, Fold(page, "Put a new item"));
        await TypeAsync(page, "Item, as DynamoDB JSON", """{"order":{"S":"o-1"},"line":{"N":"1"}}""");
        await PressAsync(page, Button(page, "Put the item"));
        await SaysAsync(page, "The item is put.");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "← Items of lines" }));
        await Expect(page.Locator("#live-items")).ToContainTextAsync("o-1");
        await ConfirmAsync(page, "Delete the table");
        await SaysAsync(page, "The table lines is deleted.");
    }

    [Fact]
    public async Task Items_are_found_by_keyboard_and_page_by_page()
    {
        await OrdersAsync(60);
        var page = await OpenAsync("?view=tables&name=orders");
        await Expect(page.Locator("#live-items")).ToContainTextAsync("1–50 of about 60");
        await PressAsync(page, page.GetByRole(AriaRole.Link, new() { Name = "Next page" }));
        await Expect(page.Locator("#live-items")).ToContainTextAsync("51–60 of about 60");
        await TypeAsync(page, "customer (partition key)", "customer-1");
        await TypeAsync(page, "placed (sort key)", "begins_with");
        await TypeAsync(page, "placed: value", "2026-11-02");
        await PressAsync(page, Button(page, "Find"));
        await Expect(page.Locator("#live-items tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("#live-items")).ToContainTextAsync("2026-11-02#1");
    }

    [Fact]
    public async Task An_item_that_was_changed_meanwhile_is_saved_only_when_that_was_seen()
    {
        await OrdersAsync(3);
        var page = await OpenAsync(Item);
        await CallAsync("DynamoDB_20120810.PutItem", new() { ["TableName"] = "orders", ["Item"] = JsonNode.Parse(With("99")) });
        await TypeAsync(page, "Item, as DynamoDB JSON", With("7"));
        await PressAsync(page, Button(page, "Save"));
        await SaysAsync(page, "Nothing was saved: the item has been changed");
        await Expect(page.Locator(".said")).ToContainTextAsync("\"99\"");
        await PressAsync(page, Button(page, "Save"));
        await SaysAsync(page, "The item is saved.");
        await ConfirmAsync(page, "Delete the item");
        await SaysAsync(page, "The item is deleted.");
        await Expect(page.Locator("#live-items")).Not.ToContainTextAsync("2026-11-02#1");
    }

    private static string With(string total) => Key[..^1] + $$""","total":{"N":"{{total}}"}""" + "}";
}
