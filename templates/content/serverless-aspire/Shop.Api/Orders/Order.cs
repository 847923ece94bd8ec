using System.ComponentModel.DataAnnotations;

/// <summary>What a customer sends.</summary>
public sealed record NewOrder([Required, StringLength(100)] string Product, [Range(1, 1000)] int Quantity);

/// <summary>A row of the table, and the job that the worker gets. It never changes.</summary>
public sealed record Order(Guid Id, string Product, int Quantity, DateTimeOffset PlacedAt);

/// <summary>What the worker wrote when it had fulfilled the order.</summary>
public sealed record Receipt(Guid OrderId, string Text, DateTimeOffset FulfilledAt);
