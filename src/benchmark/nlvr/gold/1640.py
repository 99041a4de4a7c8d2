def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def edge_gap(obj, box):
        return min(obj.left - box.left, box.right - obj.right, obj.lower - box.lower, box.upper - obj.upper)

    gaps = [edge_gap(obj, box) for box in image_patch.find('box') for obj in box.find('blue object')]
    return bool_to_yesno(len(gaps) > 0 and min(gaps) < 1)
